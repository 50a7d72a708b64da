/** kbsync keeps knowledge bases in step with Confluence Cloud. */
@NullMarked
package dev.kbsync;

import org.jspecify.annotations.NullMarked;
