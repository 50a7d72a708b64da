/**
 * Loads the operators' YAML, file by file and again when a file changes, and keeps the schedules in
 * step with the sites. Knows files and Camel; nothing of what a route does.
 */
@NullMarked
package dev.kbsync.routes;

import org.jspecify.annotations.NullMarked;
