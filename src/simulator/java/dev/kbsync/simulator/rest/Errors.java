package dev.kbsync.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Confluence's error answers, each in the shape of who gives it: the gateway, v1, v2, the servlet
 * container or the framework underneath.
 */
public final class Errors {
    private static final String EXCEPTIONS = "com.atlassian.confluence.api.service.exceptions.";

    private Errors() {}

    /** The gateway does not know the credential. */
    static Answer unauthorized() {
        return Answer.json(401, Json.object().put("code", 401).put("message", "Unauthorized"));
    }

    /** The credential is good, but not for this route. */
    static Answer scopeMismatch() {
        return Answer.json(
                401,
                Json.object()
                        .put("code", 401)
                        .put("message", "Unauthorized; scope does not match"));
    }

    /** No such site behind the gateway. */
    static Answer noSuchSite() {
        return Answer.json(404, Json.object().put("code", 404).put("message", "Not Found"));
    }

    /** The person behind the credential may not use Confluence. */
    public static Answer notPermitted() {
        return Answer.json(
                403,
                Json.object()
                        .put("message", "Current user not permitted to use Confluence")
                        .put("statusCode", 403));
    }

    static Answer callerRefused() {
        return v1(
                403,
                "com.atlassian.confluence.mvc.rest.common.exception.StacklessResponseStatusException:"
                        + " 403 FORBIDDEN \"Request rejected because caller cannot access"
                        + " Confluence\"");
    }

    /** The route was removed. */
    public static Answer gone() {
        return v1WithData(
                410,
                EXCEPTIONS
                        + "pagesmodes.GoneException: This deprecated endpoint has been removed.");
    }

    /** v1 in its short shape. */
    public static Answer v1(int status, String message) {
        return Answer.json(status, Json.object().put("statusCode", status).put("message", message));
    }

    /** v1 in the shape of its service layer. */
    public static Answer v1WithData(int status, String message) {
        ObjectNode body = Json.object().put("statusCode", status);
        body.putObject("data")
                .put("authorized", true)
                .put("valid", true)
                .put("successful", true)
                .putArray("errors");
        return Answer.json(status, body.put("message", message));
    }

    public static Refusal v1BadRequest(String message) {
        return new Refusal(v1WithData(400, EXCEPTIONS + "api.BadRequestException: " + message));
    }

    public static Refusal v1NotFound(String wireId) {
        return new Refusal(
                v1WithData(
                        404,
                        EXCEPTIONS
                                + "NotFoundException: No content found with id: ContentId{id="
                                + wireId
                                + "}"));
    }

    public static Refusal v1NoSpace(String key) {
        return new Refusal(
                v1WithData(404, EXCEPTIONS + "NotFoundException: No space with key : " + key));
    }

    /** What a search becomes as a whole if one of its rows has an ancestor nobody can read. */
    public static Answer unreadableAncestor(String wireId) {
        ObjectNode body = Json.object().put("statusCode", 404);
        body.putObject("data")
                .put("authorized", false)
                .put("valid", false)
                .put("successful", false)
                .putArray("errors")
                .addObject()
                .putObject("message")
                .put(
                        "translation",
                        "No content with id <ContentId{id=" + wireId + "}> can be found");
        return Answer.json(404, body);
    }

    public static Answer v2(int status, String code, String title) {
        return v2(status, code, title, null);
    }

    private static Answer v2(int status, String code, String title, @Nullable String detail) {
        ObjectNode body = Json.object();
        body.putArray("errors")
                .addObject()
                .put("status", status)
                .put("code", code)
                .put("title", title)
                .put("detail", detail);
        return Answer.json(status, body);
    }

    public static Refusal v2BadRequest(String title) {
        return v2BadRequest(title, null);
    }

    public static Refusal v2BadRequest(String title, @Nullable String detail) {
        return new Refusal(v2(400, "INVALID_REQUEST_PARAMETER", title, detail));
    }

    public static Refusal v2NotFound(String title) {
        return new Refusal(v2(404, "NOT_FOUND", title));
    }

    static Answer wrongMethod(String method) {
        ObjectNode body = Json.object();
        body.putArray("errors")
                .addObject()
                .put("status", 405)
                .put("code", "METHOD_NOT_ALLOWED")
                .put(
                        "title",
                        "org.springframework.web.HttpRequestMethodNotSupportedException: Request"
                                + " method '"
                                + method
                                + "' not supported");
        return Answer.json(405, body).with("Allow", "GET");
    }

    /** {@code /wiki/wiki/...}: nothing of Confluence is there. */
    static Answer spring404(String path, Instant now) {
        return Answer.json(
                404,
                Json.object()
                        .put("timestamp", now.toString().replace("Z", "+00:00"))
                        .put("status", 404)
                        .put("error", "Not Found")
                        .put("message", "No message available")
                        .put("path", path));
    }

    /** A path Confluence does not have. */
    public static Answer noSuchPage() {
        return Answer.html(
                404,
                "<!DOCTYPE html><html><head><title>Page Not Found - Confluence</title></head><body>"
                        + "<h1>Page Not Found</h1><p>The page you are looking for does not exist.</p>"
                        + "</body></html>");
    }

    /** The servlet container turns away what it cannot read as a login to this site. */
    static Answer tomcat401(String base) {
        return Answer.html(
                        401,
                        "<!doctype html><html lang=\"en\"><head><title>HTTP Status 401 –"
                                + " Unauthorized</title></head><body><h1>HTTP Status 401 –"
                                + " Unauthorized</h1><hr class=\"line\" /><p><b>Type</b> Status"
                                + " Report</p><p><b>Description</b> The request has not been applied to"
                                + " the target resource because it lacks valid authentication"
                                + " credentials for that resource.</p></body></html>")
                .with("WWW-Authenticate", "OAuth realm=\"" + Html.query(base) + "\"");
    }

    /** A route Confluence has and this simulator has not. */
    static Answer notSimulated(String route) {
        return Answer.json(
                501,
                Json.object()
                        .put("statusCode", 501)
                        .put("message", "The simulator does not have this route: " + route));
    }
}
