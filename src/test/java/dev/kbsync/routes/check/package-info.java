@NullMarked
package dev.kbsync.routes.check;

import org.jspecify.annotations.NullMarked;
