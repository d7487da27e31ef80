# What ape finds in a Newick file: a line per node, its label, whether it is a tip, and its distance from the origin.
suppressPackageStartupMessages(library(ape))
tree <- read.tree(commandArgs(trailingOnly = TRUE)[1])
start <- if (is.null(tree$root.edge)) 0 else tree$root.edge
depth <- start + node.depth.edgelength(tree)
labels <- c(tree$tip.label, tree$node.label)
tip <- seq_along(labels) <= length(tree$tip.label)
cat(sprintf("%s,%d,%.10g\n", labels, tip, depth), sep = "")
