/** Puts documents into buckets of Amazon S3, and of servers that speak as it does. */
@NullMarked
package dev.kbsync.deliver.s3;

import org.jspecify.annotations.NullMarked;
