/**
 * What sites, runs, documents and failures look like in JSON, for the API and the command line
 * alike.
 */
@NullMarked
package dev.kbsync.api.json;

import org.jspecify.annotations.NullMarked;
