# Completion of vawg in fish: the words up to the cursor go to vawg, which answers with a line for each word that may
# stand here, and what it stands for.
function __vawg_complete
    set --local words (commandline --current-process --tokenize --cut-at-cursor)
    command vawg completions fish -- $words (commandline --current-token --cut-at-cursor) 2>/dev/null
end
complete --command vawg --no-files --keep-order --arguments '(__vawg_complete)'
