/**
 * The simulated Confluence for people with a browser: spaces, pages, and forms to change them.
 * Everything is escaped; nothing needs a script.
 */
@NullMarked
package dev.kbsync.simulator.web;

import org.jspecify.annotations.NullMarked;
