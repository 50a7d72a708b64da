@echo off
rem Starts kbsync: the server without arguments, a command with some. Written by "install".
setlocal
set "java=@JAVA@"
if not exist "%java%" set "java=java.exe"
if not exist "%java%" if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if exist "%~dp0lib\*.jar" goto further
"%java%" "@%~dp0kbsync.options" "-XX:SharedArchiveFile=%~dp0kbsync.jsa" "-Dorg.sqlite.lib.path=%~dp0kbsync.libraries" -jar "%~dp0kbsync.jar" %*
goto :eof
:further
rem Jars of your own come last, or the archive of classes could not be used.
"%java%" "@%~dp0kbsync.options" "-XX:SharedArchiveFile=%~dp0kbsync.jsa" "-Dorg.sqlite.lib.path=%~dp0kbsync.libraries" --enable-native-access=ALL-UNNAMED -cp "%~dp0kbsync.jar;%~dp0lib\*" dev.kbsync.cli.Kbsync %*
