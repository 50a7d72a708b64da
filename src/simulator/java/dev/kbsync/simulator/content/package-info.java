/**
 * What a simulated site holds: spaces, pages, blog posts, folders, comments, attachments, their
 * versions and who may see them. Values are immutable; {@link
 * dev.kbsync.simulator.content.SiteContent} is the one place that changes.
 */
@NullMarked
package dev.kbsync.simulator.content;

import org.jspecify.annotations.NullMarked;
