@NullMarked
package dev.kbsync.routes;

import org.jspecify.annotations.NullMarked;
