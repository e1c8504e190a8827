# Completion of vawg in PowerShell 5.1 or later: the words up to the cursor go to vawg, which answers with a line for
# each word that may stand here. Nothing of the line is evaluated.
Register-ArgumentCompleter -Native -CommandName 'vawg' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @(foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $element.Value }
        else { $element.Extent.Text }
    })
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        # The sign before the word keeps it an argument where it is empty.
        $lines = & 'vawg' completions powershell -- $before "=$wordToComplete" 2>$null
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    foreach ($line in $lines) {
        $written, $shown, $about = $line.Split("`t")
        if (-not $about) { $about = $shown }
        [System.Management.Automation.CompletionResult]::new($written, $shown, 'ParameterValue', $about)
    }
}
