/**
 * What Confluence's REST APIs have in common here: routes, callers, calls, and how the gateway and
 * a site's own domain let them in.
 */
@NullMarked
package dev.kbsync.simulator.rest;

import org.jspecify.annotations.NullMarked;
