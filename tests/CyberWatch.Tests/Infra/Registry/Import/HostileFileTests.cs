using System.IO.Compression;
using System.Text;
using CyberWatch.Tests.Scanner.Commands;

namespace CyberWatch.Tests.Infra.Registry.Import;

/// <summary>Files as a clumsy or hostile hand makes them: each fault is a sentence with its place, and nothing is imported.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const string Heading = "finess,kind,value,note\n";
    private readonly Cli _cli = new();

    [Fact]
    public async Task A_line_without_end_is_a_fault_with_its_line()
    {
        await RegisterAsync();
        var endless = $"990000001,domain,ch-a.fr,\n990000001,domain,{new string('a', 20_000_000)},\n";

        var result = await PerimeterAsync(Heading + endless);

        Assert.Equal(2, result.Status);
        Assert.Contains("perimeter.csv line 3: The line has no end", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_swallows_no_line_behind_it()
    {
        await RegisterAsync();

        var inANote = await PerimeterAsync(
            Heading + "990000001,domain,ch-a.fr,\"main name\n990000001,exclude,pacs.ch-a.fr,\n990000001,exclude,45.1.2.3,\n"
        );
        var inAValue = await PerimeterAsync(Heading + "990000001,domain,\"ch-a.fr,\n990000001,exclude,pacs.ch-a.fr,\n");

        Assert.Equal((2, 2), (inANote.Status, inAValue.Status));
        Assert.Contains("line 2, note 'main name·", inANote.Error, StringComparison.Ordinal);
        Assert.Contains("line 2: The line has 3 fields", inAValue.Error, StringComparison.Ordinal);
        Assert.Contains("A quote that is opened on it reaches to line 3", inAValue.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n" + Heading)]
    public async Task An_empty_first_line_is_said_once(string content)
    {
        var result = await PerimeterAsync(content);

        Assert.Equal(2, result.Status);
        Assert.Contains("line 1: The file is empty, or its first line is.", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_heading_reaches_the_terminal_short_and_without_control_characters()
    {
        var result = await PerimeterAsync($"\u001b]0;owned\u0007\u202e{new string('x', 100_000)}\n");

        Assert.Equal(2, result.Status);
        Assert.DoesNotContain('\u001b', result.Error);
        Assert.DoesNotContain('\u202e', result.Error);
        Assert.InRange(result.Error.Length, 1, 2_000);
    }

    [Theory]
    [InlineData("exclude", "::ffff:45.1.2.3", "45.1.2.3/32")]
    [InlineData("exclude", "::ffff:45.1.2.0/120", "45.1.2.0/24")]
    public async Task An_exclusion_in_the_mapped_form_is_one_of_the_address_that_it_carries(
        string kind,
        string value,
        string kept
    )
    {
        await RegisterAsync();

        var result = await PerimeterAsync($"{Heading}990000001,{kind},{value},\n");

        Assert.Contains($"+ 990000001 {kind} {kept}", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rssi@[127.0.0.1]")]
    [InlineData("rssi@ch-a.fr.")]
    [InlineData("rssi@-ch-a.fr")]
    [InlineData("rssi@127.0.0.1")]
    public async Task A_mailbox_needs_the_name_of_a_domain(string email)
    {
        await RegisterAsync();
        var file = _cli.FileOf("contacts.csv", $"finess,email,name,role,language\n990000001,{email},RSSI,rssi,fr\n");

        var result = await _cli.RunAsync("import", "contacts", file);

        Assert.Equal(2, result.Status);
        Assert.Contains($"contacts.csv line 2, email '{email}'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_the_register_without_end_or_with_an_open_quote_is_a_fault_with_its_line()
    {
        var sites = Enumerable.Range(1, 3).Select(number => RegisterFile.Site($"99000000{number}")).ToArray();
        // two quotes in the same column, with a whole record between them
        string[] swallowed = [sites[0].Replace("01000 ", "\"01000 "), sites[1], sites[2].Replace("01000 ", "\"01000 ")];

        var open = await RegisterAsync(RegisterFile.Csv("2026-05-12", swallowed));
        var endless = await RegisterAsync(RegisterFile.Csv("2026-05-12", sites[0], "structureet;" + new string('a', 20_000_000)));

        Assert.Equal((2, 2), (open.Status, endless.Status));
        Assert.Contains("register line 2: A quote that is opened", open.Error, StringComparison.Ordinal);
        Assert.Contains("register line 3: The line has no end", endless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_daily_json_is_no_fault()
    {
        var whole = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Data", "finess-plus-extract.json"),
            TestContext.Current.CancellationToken
        );

        var result = await RegisterAsync('\uFEFF' + whole);

        Assert.Equal(0, result.Status);
    }

    [Fact]
    public async Task A_packed_register_that_is_damaged_is_told_with_its_name()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(
                Encoding.UTF8.GetBytes(RegisterFile.Csv("2026-05-12", RegisterFile.Site("990000001"))),
                TestContext.Current.CancellationToken
            );
        }

        var bytes = packed.ToArray();
        bytes[^6] ^= 0xFF;
        var path = _cli.FileOf("register.csv.gz", "");
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        var result = await _cli.RunAsync("import", "establishments", path);

        Assert.Equal(2, result.Status);
        Assert.Contains("register.csv.gz: The packed file is damaged or was cut", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task<CliResult> PerimeterAsync(string content) =>
        _cli.RunAsync("import", "perimeter", _cli.FileOf("perimeter.csv", content));

    private Task<CliResult> RegisterAsync() => RegisterAsync(RegisterFile.Csv("2026-05-12", RegisterFile.Site("990000001")));

    private Task<CliResult> RegisterAsync(string content) =>
        _cli.RunAsync("import", "establishments", _cli.FileOf("register", content));
}
