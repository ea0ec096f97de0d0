/* Work on many rows goes on by itself; whoever presses "Stop here" meanwhile leaves it. */
document.querySelector("form[data-further]").requestSubmit();
