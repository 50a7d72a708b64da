package dev.kbsync.routes;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;

/** The application's beans for a second Camel context, without those that belong to the first. */
final class ApplicationBeans implements BeanRepository {

    private final BeanRepository all;

    ApplicationBeans(BeanRepository all) {
        this.all = all;
    }

    @Override
    public @Nullable Object lookupByName(String name) {
        return shared(all.lookupByName(name));
    }

    @Override
    public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
        return shared(all.lookupByNameAndType(name, type));
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return all.findByTypeWithName(type).entrySet().stream()
                .filter(entry -> shared(entry.getValue()) != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return all.findByType(type).stream()
                .filter(bean -> shared(bean) != null)
                .collect(Collectors.toSet());
    }

    /** Components and the like are Camel's own classes and know their context. */
    private static <T> @Nullable T shared(@Nullable T bean) {
        return bean == null || bean.getClass().getName().startsWith("org.apache.camel.")
                ? null
                : bean;
    }
}
