/** What Dify needs beyond its Kamelet: the shape of its documents and the sense of its answers. */
@NullMarked
package dev.kbsync.deliver.dify;

import org.jspecify.annotations.NullMarked;
