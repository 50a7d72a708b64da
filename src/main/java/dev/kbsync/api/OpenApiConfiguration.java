package dev.kbsync.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What the description of the API says besides what stands in the code. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";

    @Bean
    @Lazy
    OpenApiCustomizer description() {
        return OpenApiConfiguration::describe;
    }

    private static void describe(OpenAPI api) {
        api.setInfo(
                new Info()
                        .title("kbsync")
                        .version("1")
                        .description("Keeps knowledge bases in step with Confluence Cloud."));
        // Where it runs is not part of the description.
        api.setServers(List.of());
        Components components =
                api.getComponents() == null ? new Components() : api.getComponents();
        api.setComponents(
                components
                        .addSecuritySchemes("token", scheme("bearer"))
                        .addSecuritySchemes("login", scheme("basic"))
                        .addSchemas(PROBLEM, problem()));
        api.setSecurity(
                List.of(
                        new SecurityRequirement().addList("token"),
                        new SecurityRequirement().addList("login")));
        ApiResponse refusal =
                new ApiResponse()
                        .description("Why it cannot be done, in one sentence")
                        .content(
                                new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>().$ref(PROBLEM))));
        api.getPaths()
                .values()
                .forEach(
                        path ->
                                path.readOperations()
                                        .forEach(
                                                operation ->
                                                        operation
                                                                .getResponses()
                                                                .addApiResponse(
                                                                        "default", refusal)));
    }

    private static SecurityScheme scheme(String name) {
        return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(name);
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("A problem of RFC 9457")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema());
    }
}
