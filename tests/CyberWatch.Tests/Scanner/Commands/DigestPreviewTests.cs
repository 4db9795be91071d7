using CyberWatch.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class DigestPreviewTests : IDisposable
{
    private const string Finess = "990000143";
    private readonly Cli _cli = new()
    {
        Substitutes = services =>
            services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero))),
    };

    [Theory]
    [InlineData("fr", "Centre hospitalier : pas encore de première mesure")]
    [InlineData("en", "Centre hospitalier: no first measure yet")]
    public async Task A_letter_is_written_as_a_file_that_a_mail_program_opens(string language, string subject)
    {
        var file = await SeedAsync();

        var result = await _cli.RunAsync("digest", "preview", Finess, "--out", file, "--language", language);

        Assert.Equal(0, result.Status);
        var message = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(subject, message.Subject);
        Assert.Equal("2026-W47", message.Headers["X-CyberWatch-Week"]);
        Assert.StartsWith("CyberWatch ·", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"" + language, message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_of_the_sector_or_of_an_older_week_is_written_too()
    {
        var file = await SeedAsync();

        var result = await _cli.RunAsync("digest", "preview", "sector", "--week", "2026-W46", "--detail", "Link", "--out", file);

        Assert.Equal(0, result.Status);
        var message = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("46", message.Subject, StringComparison.Ordinal);
        Assert.Equal("lien", message.Headers["X-CyberWatch-Detail"]);
    }

    [Theory]
    [InlineData("999999999", "2026-W47", "nothing to write about")]
    [InlineData(Finess, "2026-W60", "write a week as 2026-W47")]
    [InlineData(Finess, "2026-W50", "has not begun")]
    public async Task What_cannot_be_previewed_is_refused_with_a_sentence(string about, string week, string sentence)
    {
        var file = await SeedAsync();

        var result = await _cli.RunAsync("digest", "preview", about, "--week", week, "--out", file);

        Assert.Equal(2, result.Status);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("nowhere/letter.eml", "there is no folder ")]
    [InlineData(".", "is a folder: name a file in it, as ")]
    public async Task A_file_that_cannot_be_written_is_told_with_what_to_do(string name, string sentence)
    {
        var folder = Path.GetDirectoryName(await SeedAsync())!;

        var result = await _cli.RunAsync("digest", "preview", Finess, "--out", Path.Combine(folder, name));

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private async Task<string> SeedAsync()
    {
        await _cli.BeginAsync();
        await using var registry = _cli.OpenRegistry();
        registry.Establishments.Add(TemporaryData.Site(Finess));
        registry.Mandates.Add(MandateSeed.Of(Finess));
        await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        await registry.KeepCurrentAsync(TestContext.Current.CancellationToken);
        return Path.Combine(Path.GetDirectoryName(_cli.DataFolder)!, "apercu.eml");
    }
}
