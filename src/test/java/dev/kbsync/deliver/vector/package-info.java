@NullMarked
package dev.kbsync.deliver.vector;

import org.jspecify.annotations.NullMarked;
