@NullMarked
package dev.kbsync.database;

import org.jspecify.annotations.NullMarked;
