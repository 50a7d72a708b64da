/** Makes questions from the source of pages, without the converter. */
@NullMarked
package dev.kbsync.retrieval.question;

import org.jspecify.annotations.NullMarked;
