package dev.kbsync.convert;

import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.Format;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pages are converted.
 *
 * @param format what documents are written in: markdown or text
 * @param links where links to other pages of the site lead in a folder of documents: web for their
 *     address, file for the neighbouring document
 * @param pageProperties whether the tables in macros "page properties" become metadata
 */
@ConfigurationProperties("kbsync.convert")
public record ConvertProperties(
        @DefaultValue("markdown") Format format,
        @DefaultValue("web") LinkStyle links,
        @DefaultValue("false") boolean pageProperties) {}
