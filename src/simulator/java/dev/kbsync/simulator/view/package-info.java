/**
 * Storage format shown in other forms: as HTML for people and for {@code body.view}, as Atlassian
 * document format for {@code atlas_doc_format}.
 */
@NullMarked
package dev.kbsync.simulator.view;

import org.jspecify.annotations.NullMarked;
