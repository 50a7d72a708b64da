/** One simulated Confluence Cloud site: its content, its search and what people do there. */
@NullMarked
package dev.kbsync.simulator.site;

import org.jspecify.annotations.NullMarked;
