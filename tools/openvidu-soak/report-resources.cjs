/**
 * Loaded into the deployment's process before its program: asked for its 'resources', it tells what keeps Node's event
 * loop alive (timers, sockets), which cannot be seen from outside.
 */
process.on('message', (message) => {
  if (message === 'resources') process.send?.(process.getActiveResourcesInfo());
});
