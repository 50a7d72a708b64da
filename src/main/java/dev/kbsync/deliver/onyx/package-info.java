/** What Onyx needs beyond its Kamelet: the shape of its documents. */
@NullMarked
package dev.kbsync.deliver.onyx;

import org.jspecify.annotations.NullMarked;
