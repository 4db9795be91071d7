namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Each block in plain text.</summary>
internal sealed class TextBlocks(TextPage page)
{
    private const string Indent = "   ";

    public void Write(Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                page.Heading(heading.Title);
                break;
            case Block.Prose prose:
                page.Skip();
                page.Write(prose.Text);
                Link(prose.Link);
                break;
            case Block.Score score:
                Score(score);
                break;
            case Block.Action action:
                Action(action);
                break;
            case Block.Row row:
                Row(row);
                break;
            case Block.Counts counts:
                page.Skip();
                page.Write(string.Join(", ", counts.Items.Select(item => $"{item.Number} {item.Words}")) + ".");
                break;
            case Block.Table table:
                page.Skip();
                new TextTable(page).Write(table);
                break;
            case Block.Numbered steps:
                page.Skip();
                foreach (var (line, index) in steps.Lines.Select((line, index) => (line, index)))
                    page.Write(line, $"{index + 1}. ", Indent);
                break;
            case Block.Commands commands:
                page.Skip();
                foreach (var line in commands.Lines)
                    page.Write(line, Indent, Indent + Indent);
                break;
            case Block.Button button:
                page.Skip();
                page.Write(button.Link.Words + page.Colon);
                page.Address(button.Link.Address);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "Nobody knows how to write it.");
        }
    }

    private void Score(Block.Score score)
    {
        page.Skip();
        var mark = score.Mark is null ? "" : $", {score.Mark.ToUpperInvariant()}";
        var lines = score.Lines.Count > 0 ? $" {score.Lines[0]}" : "";
        page.Write($"{score.Label.ToUpperInvariant()}{page.Colon} {score.Value}/100{mark}.{lines}");
        foreach (var step in score.Steps)
            page.Write(step.Words, $"  {step.Way}  ", "            ");
        foreach (var line in score.Lines.Skip(1))
            page.Write(line);
        page.Address(score.Address);
    }

    private void Action(Block.Action action)
    {
        page.Skip();
        page.Write($"[{action.Severity.Word.ToUpperInvariant()}] {action.Title.Words}", $"{action.Number}. ", Indent);
        page.Write(action.Tags, Indent, Indent);
        foreach (var line in action.Assets.Concat(action.Lines))
            page.Write(line, Indent, Indent);
        if (action.Gesture.Length > 0)
            page.Write($"{action.First} {action.Gesture}", Indent, Indent);
        page.Write(action.Due, Indent, Indent);
        page.Write(action.Gain ?? "", Indent, Indent);
        page.Address(action.Title.Address);
    }

    private void Row(Block.Row row)
    {
        page.Skip();
        page.Write($"[{row.Severity.Word.ToUpperInvariant()}] {row.Title.Words}", "", Indent);
        foreach (var line in row.Assets.Concat(row.Lines))
            page.Write(line, Indent, Indent);
        page.Address(row.Title.Address);
    }

    private void Link(LinkView? link)
    {
        if (link is not null)
            page.Address(link.Address);
    }
}
