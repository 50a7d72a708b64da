package dev.kbsync.routes.check;

import java.util.List;

/** Looks for one kind of mistake. */
interface Check {

    /** What is wrong in some files, all of which Camel would load together. */
    List<Finding> check(List<YamlText> files);

    /** Looks at one file after the other. */
    interface OfOneFile extends Check {

        List<Finding> check(YamlText file);

        @Override
        default List<Finding> check(List<YamlText> files) {
            return files.stream().flatMap(file -> check(file).stream()).toList();
        }
    }
}
