namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>The letter as plain text of 72 columns: a view of its own, for who reads no HTML.</summary>
internal static class TextLetter
{
    public static string Write(LetterView letter)
    {
        var page = new TextPage(letter.Language != "en");
        page.Write($"CyberWatch · {letter.Edition}");
        page.Write($"{letter.Who} · {letter.Period}");
        page.Skip();
        page.Write(letter.Title.ToUpperInvariant());
        page.Skip();
        page.Write(letter.Text);
        var blocks = new TextBlocks(page);
        foreach (var block in letter.Blocks)
            blocks.Write(block);
        WriteFooter(page, letter.Footer);
        return page.ToString();
    }

    private static void WriteFooter(TextPage page, FooterView footer)
    {
        page.Skip();
        page.Rule();
        page.Write(footer.Because);
        page.Write(footer.Detail);
        foreach (var link in new[] { footer.Settings, footer.Unsubscribe }.OfType<LinkView>())
        {
            page.Write(link.Words + page.Colon);
            page.Address(link.Address);
        }
        page.Write(footer.Numbers);
    }
}
