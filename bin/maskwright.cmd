@echo off
rem Runs the command line inside Electron's Node, for which the native parts are built.
setlocal
set "root=%~dp0.."
if not exist "%root%\vendor\setup.json" (
  echo maskwright is not set up here yet: run "npm run setup" in %root% first. 1>&2
  exit /b 1
)
if not exist "%root%\out\main\cli.js" (
  echo maskwright is not built yet: run "npm run build" in %root% first. 1>&2
  exit /b 1
)
set ELECTRON_RUN_AS_NODE=1
if not defined TF_CPP_MIN_LOG_LEVEL set TF_CPP_MIN_LOG_LEVEL=2
if not defined TF_FORCE_GPU_ALLOW_GROWTH set TF_FORCE_GPU_ALLOW_GROWTH=true
"%root%\node_modules\electron\dist\electron.exe" "%root%\out\main\cli.js" %*
exit /b %errorlevel%
