/**
 * What can go wrong with a request to Confluence, one named exception each. The routes and the
 * stages decide by these names what to retry, what to skip and what to tell a person.
 */
@NullMarked
package dev.kbsync.confluence.failure;

import org.jspecify.annotations.NullMarked;
