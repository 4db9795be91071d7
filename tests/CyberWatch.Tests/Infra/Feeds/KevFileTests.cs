using System.Text;
using CyberWatch.Infra.Feeds;
using CyberWatch.Tests.Scanner.Commands;

namespace CyberWatch.Tests.Infra.Feeds;

public sealed class KevFileTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public void Published_file_is_read()
    {
        var file = KevFile.Read(KevExtract.Path);

        Assert.Empty(file.Faults);
        Assert.Equal(12, file.Entries.Count);
        Assert.Equal(new DateTimeOffset(2025, 8, 25, 17, 4, 19, TimeSpan.Zero).AddTicks(9_796_000), file.ReleasedAt);
        Assert.Equal(new DateOnly(2024, 2, 22), file.Entries["CVE-2024-1709"].ListedOn);
    }

    [Theory]
    [InlineData("\"count\": 12", "\"count\": 11", "kev.json, count '11': The list holds 12")]
    [InlineData("\"count\": 12", "\"count\": \"12\"", "kev.json, count: The number")]
    [InlineData("\"count\": 12", "\"total\": 12", "kev.json, count: The number")]
    [InlineData("\"vulnerabilities\"", "\"entries\"", "kev.json, vulnerabilities: There must be a list")]
    [InlineData("2025-08-25T17:04:19.9796Z", "soon", "kev.json, dateReleased 'soon': The date must be as 2025-08-25T")]
    [InlineData("\"dateReleased\"", "\"released\"", "kev.json, dateReleased: There must be a text")]
    [InlineData("\"CVE-2024-1709\"", "\"CVE-24-1709\"", "cveID 'CVE-24-1709': The identifier must be as CVE-2025-5777")]
    [InlineData("\"CVE-2024-1709\"", "\"CVE-2024-28995\"", "cveID 'CVE-2024-28995': The vulnerability stands there twice")]
    [InlineData("\"CVE-2024-1709\"", "17", "cveID: There must be a text")]
    [InlineData("\"2024-02-22\"", "\"22/02/2024\"", "dateAdded '22/02/2024': The day must be as 2025-08-25")]
    [InlineData("\"2024-02-22\"", "\"2024-02-30\"", "dateAdded '2024-02-30': The day must be")]
    [InlineData("\"2024-02-22\"", "\"2034-02-22\"", "dateAdded '2034-02-22': The day lies after the release")]
    [InlineData("\"2024-02-22\"", "\"\\ud800\"", "dateAdded: There must be a text, in UTF-8")]
    [InlineData("\"title\":", "title:", "kev.json line 2: This is no JSON")]
    public void File_that_is_not_what_it_must_be_is_refused_with_field_and_remedy(string right, string wrong, string said)
    {
        Assert.Contains(right, KevExtract.Text, StringComparison.Ordinal);

        var faults = Read(KevExtract.Text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(faults, fault => fault.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("<!doctype html>")]
    [InlineData("""{"dateReleased":"2026-01-01T00:00:00Z","count":0,"vulnerabilities":[]}""")]
    [InlineData("""{"dateReleased":"2026-01-01T00:00:00Z","count":1,"vulnerabilities":[[]]}""")]
    public void Something_else_is_refused(string text) => Assert.NotEmpty(Read(text));

    [Fact]
    public void Keys_that_nobody_reads_may_come_and_go()
    {
        var text = KevExtract
            .Text.Replace("\"dueDate\"", "\"due\"", StringComparison.Ordinal)
            .Replace("\"catalogVersion\"", "\"version\"", StringComparison.Ordinal);

        Assert.Empty(Read(text));
    }

    [Fact]
    public void Cut_off_anywhere_it_is_refused_and_never_throws()
    {
        var octets = Encoding.UTF8.GetBytes(KevExtract.Text);
        for (var length = 0; length < octets.Length - 3; length += 97)
        {
            var path = _cli.FileOf("kev.json", "");
            File.WriteAllBytes(path, octets[..length]);

            Assert.NotEmpty(KevFile.Read(path).Faults);
        }
    }

    [Fact]
    public void One_octet_that_is_another_is_a_fault_or_a_sound_file_and_never_an_exception()
    {
        var random = new Random(20261126);
        for (var turn = 0; turn < 400; turn++)
        {
            var octets = Encoding.UTF8.GetBytes(KevExtract.Text);
            octets[random.Next(octets.Length)] = (byte)random.Next(256);
            var path = _cli.FileOf("kev.json", "");
            File.WriteAllBytes(path, octets);

            var file = KevFile.Read(path);

            Assert.True(file.Faults.Count > 0 || file.Entries.Count == 12);
        }
    }

    public void Dispose() => _cli.Dispose();

    private List<string> Read(string text) =>
        [.. KevFile.Read(_cli.FileOf("kev.json", text)).Faults.Select(fault => fault.ToString())];
}
