# Built with any OCI builder: docker build -t kbsync . / buildah bud -t kbsync .
# Both images can be replaced, for example by ones of your own registry.
ARG BUILD_IMAGE=docker.io/library/eclipse-temurin:17-jdk
ARG RUN_IMAGE=docker.io/library/eclipse-temurin:17-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml LICENSE ./
COPY routes routes
COPY src/main src/main
RUN ./mvnw -q -B package -Dmaven.test.skip=true && mv target/kbsync-*.jar /kbsync.jar

# By the Java that runs it: the archive that makes it start fast belongs to one Java.
FROM ${RUN_IMAGE} AS install
COPY --from=build /kbsync.jar /tmp/kbsync.jar
RUN java -jar /tmp/kbsync.jar install /app \
 && echo "-XX:MaxRAMPercentage=75" >> /app/kbsync.options

FROM ${RUN_IMAGE}
# A numeric user, so that an orchestrator can check that it is not root. Its group is 0, whose rights are its
# own: some platforms run containers as any user of that group, and volumes may belong to one.
RUN useradd --uid 10001 --gid 0 --no-create-home --home-dir /kbsync kbsync \
 && install -d -m 0770 -o kbsync -g 0 /kbsync /kbsync/routes /kbsync/data /kbsync/knowledge-base /kbsync/dead-letters
COPY --from=install /app /app
COPY --chown=10001:0 routes /kbsync/routes
RUN chmod -R g=u /kbsync
WORKDIR /kbsync
USER 10001:0
# Files are named after titles in any language, whatever the image below says of its own.
ENV TZ=UTC LC_ALL=C.UTF-8
EXPOSE 8501
VOLUME ["/kbsync/routes", "/kbsync/data", "/kbsync/knowledge-base", "/kbsync/dead-letters"]
# The options are in /app/kbsync.options, not in an environment variable, where setting others would drop them.
# -Xmx in JAVA_TOOL_OPTIONS still comes first.
ENTRYPOINT ["/app/kbsync"]
