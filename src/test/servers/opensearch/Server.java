import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One node of OpenSearch on this machine; arguments: port for HTTP, port between nodes, folder, and the class of a
 * plugin if there is one.
 */
class Server {

    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild(
                (node, settings) -> {
                    settings.put("network.host", "127.0.0.1");
                    settings.put("http.port", arguments[0]);
                    settings.put("transport.port", arguments[1]);
                });
        OpenSearchRunner.Configs configs =
                OpenSearchRunner.newConfigs()
                        .numOfNode(1)
                        .clusterName("kbsync")
                        .basePath(arguments[2]);
        if (arguments.length > 3) {
            configs.pluginTypes(arguments[3]);
        }
        runner.build(configs);
        runner.ensureYellow();
        // Whoever started it ends it by closing this.
        while (System.in.read() >= 0) {}
        runner.close();
        System.exit(0);
    }
}
