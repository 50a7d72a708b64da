package dev.kbsync.chunk;

import dev.kbsync.page.ChunkTag;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the chunker for the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChunkProperties.class)
public class ChunkConfiguration {

    @Bean
    Chunker chunker(ChunkProperties properties) {
        return new Chunker(properties);
    }

    @Bean
    ChunkTag chunkTag(Chunker chunker) {
        return new ChunkTag(chunker.tag());
    }
}
