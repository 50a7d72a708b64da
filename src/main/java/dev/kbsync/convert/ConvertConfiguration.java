package dev.kbsync.convert;

import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.UserNames;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the converter for the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConvertProperties.class)
public class ConvertConfiguration {

    @Bean
    StorageConverter storageConverter(
            ConvertProperties properties,
            DocumentPath path,
            ObjectProvider<PageLinks> links,
            ObjectProvider<UserNames> users) {
        return new StorageConverter(
                new ConvertOptions(
                        properties.format(), properties.links(), path, properties.pageProperties()),
                links.getIfAvailable(() -> PageLinks.NONE),
                users.getIfAvailable(() -> UserNames.NONE));
    }

    /** Another file name moves every document, as another format does. */
    @Bean
    ConverterTag converterTag(ConvertProperties properties, DocumentPath path) {
        return new ConverterTag(
                "%s-%s-%s%s%s"
                        .formatted(
                                StorageConverter.TAG,
                                properties.format().extension(),
                                properties.links().name().toLowerCase(Locale.ROOT),
                                properties.pageProperties() ? "-properties" : "",
                                path.equals(DocumentPath.DEFAULT)
                                        ? ""
                                        : "-%08x".formatted(path.hashCode())));
    }

    @Bean
    Format format(ConvertProperties properties) {
        return properties.format();
    }
}
