@echo off
rem Starts kbsync: the server without arguments, a command with some. Written by "install".
setlocal
set "java=@JAVA@"
if not exist "%java%" set "java=java.exe"
if not exist "%java%" if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" "@%~dp0kbsync.options" "-XX:SharedArchiveFile=%~dp0kbsync.jsa" -jar "%~dp0kbsync.jar" %*
