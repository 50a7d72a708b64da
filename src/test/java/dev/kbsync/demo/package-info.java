@NullMarked
package dev.kbsync.demo;

import org.jspecify.annotations.NullMarked;
