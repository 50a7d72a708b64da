package dev.kbsync.routes.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** Beans and methods that steps name. */
final class BeanCheck implements Check.OfOneFile {

    private static final Pattern IN_EXPRESSION =
            Pattern.compile("\\$\\{bean:([\\w-]+)(?:\\?method=|\\.)?(\\w*)");
    private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([A-Za-z][\\w-]*)");
    private static final Set<String> REFERRING =
            Set.of("onExceptionOccurredRef", "onRedeliveryRef");

    private final ListableBeanFactory beans;

    BeanCheck(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> check(YamlText file) {
        List<Finding> findings = new ArrayList<>();
        Set<String> own = own(file);
        for (YamlText.Entry entry : file.entries()) {
            String value = YamlText.scalar(entry.value());
            if (entry.key().equals("bean")) {
                String ref = YamlText.text(entry.value(), "ref");
                String method = YamlText.text(entry.value(), "method").replaceFirst("\\(.*", "");
                check(file, entry, ref, method, own, findings);
            } else if (REFERRING.contains(entry.key())) {
                check(file, entry, value, "", own, findings);
            } else if (REFERENCE.matcher(value).matches()) {
                check(file, entry, value.replaceFirst("#(bean:)?", ""), "", own, findings);
            }
            Matcher expression = IN_EXPRESSION.matcher(value);
            while (expression.find()) {
                check(file, entry, expression.group(1), expression.group(2), own, findings);
            }
        }
        return findings;
    }

    /** Beans that the file defines itself. */
    private static Set<String> own(YamlText file) {
        Set<String> own = new TreeSet<>();
        file.entries().stream()
                .filter(entry -> entry.key().equals("type"))
                .forEach(entry -> own.add(YamlText.text(entry.parent(), "name")));
        return own;
    }

    private void check(
            YamlText file,
            YamlText.Entry entry,
            String ref,
            String method,
            Set<String> own,
            List<Finding> findings) {
        if (ref.isEmpty() || ref.contains("{{") || ref.startsWith("#") || own.contains(ref)) {
            return;
        }
        if (!beans.containsBean(ref)) {
            findings.add(
                    Finding.error(
                            file.name(),
                            entry.line(),
                            "there is no bean \"%s\"%s"
                                    .formatted(ref, Nearest.hint(ref, named()))));
            return;
        }
        Set<String> methods = methods(beans.getType(ref));
        if (!method.isEmpty() && !methods.isEmpty() && !methods.contains(method)) {
            findings.add(
                    Finding.error(
                            file.name(),
                            entry.line(),
                            "the bean \"%s\" has no method \"%s\"%s"
                                    .formatted(ref, method, Nearest.hint(method, methods))));
        }
    }

    private List<String> named() {
        return Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> !name.contains(".") && !name.contains("-"))
                .toList();
    }

    private static Set<String> methods(@Nullable Class<?> type) {
        Set<String> methods = new TreeSet<>();
        if (type != null) {
            for (Method method : type.getMethods()) {
                methods.add(method.getName());
            }
        }
        return methods;
    }
}
