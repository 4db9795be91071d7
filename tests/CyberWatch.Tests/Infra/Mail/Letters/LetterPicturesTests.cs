using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>
/// Writes every letter as HTML and text into the folder that CYBERWATCH_WRITE_LETTERS names, to be looked at; without it they are only rendered.
/// Pictures of them: <c>chromium --headless --screenshot --window-size=390,2400 FILE.html</c>.
/// </summary>
public sealed class LetterPicturesTests
{
    private static readonly string[] Languages = ["fr", "en"];

    public static TheoryData<string, string, DetailLevel> Every =>
        [
            .. from name in Rendered.All.Keys
            from language in Languages
            from detail in Enum.GetValues<DetailLevel>()
            select new TheoryDataRow<string, string, DetailLevel>(name, language, detail),
        ];

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Every_edition_is_written_in_every_language_and_detail(string name, string language, DetailLevel detail)
    {
        var letter = await Rendered.RenderAsync(Rendered.All[name], language, detail);

        Assert.NotEmpty(letter.Subject);
        Assert.StartsWith("<!DOCTYPE html>", letter.Html.TrimStart(), StringComparison.Ordinal);
        Assert.NotEmpty(letter.Text);
        if (Environment.GetEnvironmentVariable("CYBERWATCH_WRITE_LETTERS") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}-{language}-{detail.ToString().ToLowerInvariant()}");
        await File.WriteAllTextAsync(file + ".html", letter.Html, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file + ".txt",
            $"Subject: {letter.Subject}\n\n{letter.Text}",
            TestContext.Current.CancellationToken
        );
    }
}
