/**
 * What past and present runs came to: their balances, what their conversions met, and questions
 * about them. Knows nothing of how a run works.
 */
@NullMarked
package dev.kbsync.history;

import org.jspecify.annotations.NullMarked;
