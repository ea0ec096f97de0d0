"""The sample: Hà Giang, first half of 2020. `weave` reads the data files and plans; a loader tells the plan through real acts."""
