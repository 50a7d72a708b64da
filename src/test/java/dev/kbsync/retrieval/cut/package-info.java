/** Ways to cut pages: kbsync's and those of other libraries. */
@NullMarked
package dev.kbsync.retrieval.cut;

import org.jspecify.annotations.NullMarked;
