/**
 * The embedded index that answers questions about what was delivered. It takes deliveries, keeps
 * their chunks in a folder of its own, and finds passages for those who may read them. It must
 * never show a passage of a document whose readers it was not asked for.
 */
@NullMarked
package dev.kbsync.search;

import org.jspecify.annotations.NullMarked;
