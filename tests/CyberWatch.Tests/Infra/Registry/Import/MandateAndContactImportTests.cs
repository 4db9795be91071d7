using CyberWatch.Tests.Scanner.Commands;

namespace CyberWatch.Tests.Infra.Registry.Import;

public sealed class MandateAndContactImportTests : IDisposable
{
    private const string MandateHeading = "finess,signed_by,signed_on,valid_from,valid_until,intrusive";
    private const string ContactHeading = "finess,email,name,role,language";
    private readonly Cli _cli = new();

    [Fact]
    public async Task A_mandate_read_again_is_the_same_one_and_with_another_end_is_prolonged()
    {
        var first = await ImportAsync("mandates", MandateHeading, "990000001,The director,2026-01-02,2026-01-05,2026-12-31,no");
        var again = await ImportAsync("mandates", MandateHeading, "990000001,The director,2026-01-02,2026-01-05,2026-12-31,no");
        var longer = await ImportAsync("mandates", MandateHeading, "990000001,The director,2026-01-02,2026-01-05,2027-12-31,yes");

        Assert.Equal(0, first.Status);
        Assert.Contains("1 added, 0 removed", first.Output, StringComparison.Ordinal);
        Assert.Contains("0 added, 0 removed", again.Output, StringComparison.Ordinal);
        Assert.Contains("2026-01-05 to 2027-12-31, intrusive", longer.Output, StringComparison.Ordinal);
        Assert.Contains("1 added, 1 removed", longer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("990000001,D,2026-01-02,2026-01-05,2026-01-04,no", "valid_until '2026-01-04': The dates cross")]
    [InlineData("990000001,D,2026-02-02,2026-01-05,2026-12-31,no", "signed_on '2026-02-02': The dates cross")]
    [InlineData("990000001,D,2999-02-02,2999-02-05,2999-12-31,no", "signed_on '2999-02-02': A signature")]
    [InlineData("990000001,D,02/01/2026,2026-01-05,2026-12-31,no", "signed_on '02/01/2026': Write a day")]
    [InlineData("990000001,D,2026-01-02,2026-02-30,2026-12-31,no", "valid_from '2026-02-30': Write a day")]
    [InlineData("990000001,,2026-01-02,2026-01-05,2026-12-31,no", "signed_by '': Name who signed")]
    [InlineData("990000001,D,2026-01-02,2026-01-05,2026-12-31,maybe", "intrusive 'maybe': Write yes or no")]
    [InlineData("990000002,D,2026-01-02,2026-01-05,2026-12-31,no", "finess '990000002': The register has no such")]
    public async Task A_mandate_that_cannot_be_is_refused(string line, string said)
    {
        var result = await ImportAsync("mandates", MandateHeading, line);

        Assert.Equal(2, result.Status);
        Assert.Contains($"mandates.csv line 2, {said}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_read_again_is_updated_not_doubled()
    {
        await ImportAsync("contacts", ContactHeading, "990000001,RSSI@ch-a.example,Security office,rssi,fr");
        var again = await ImportAsync("contacts", ContactHeading, "990000001,rssi@ch-a.example,Security office,rssi,en");
        var same = await ImportAsync("contacts", ContactHeading, "990000001,rssi@ch-a.example,Security office,rssi,en");

        Assert.Equal(0, again.Status);
        Assert.Contains("1 added, 1 removed", again.Output, StringComparison.Ordinal);
        Assert.Contains("0 added, 0 removed", same.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_that_the_file_leaves_as_it_is_is_not_among_what_changed()
    {
        await ImportAsync("contacts", ContactHeading, "990000001,rssi@ch-a.example,Security office,rssi,fr");

        var second = await ImportAsync("contacts", ContactHeading, "990000001,dg@ch-a.example,Direction,direction,fr");

        Assert.Contains("1 added, 0 removed", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("rssi@ch-a.example", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("990000001,\"a@ch-a.example\nBcc: b@ch-a.example\",N,rssi,fr", "email")]
    [InlineData("990000001,\"a@ch-a.example\n\",N,rssi,fr", "email")]
    [InlineData("990000001,Name <a@ch-a.example>,N,rssi,fr", "email")]
    [InlineData("990000001,a@localhost,N,rssi,fr", "email")]
    [InlineData("990000001,a@ch-a.example,N,boss,fr", "role")]
    [InlineData("990000001,a@ch-a.example,N,rssi,de", "language")]
    [InlineData("990000001,a@ch-a.example,,rssi,fr", "name")]
    public async Task A_contact_that_cannot_be_written_to_is_refused(string line, string column)
    {
        var result = await ImportAsync("contacts", ContactHeading, line);

        Assert.Equal(2, result.Status);
        Assert.Contains($"contacts.csv line 2, {column}", result.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_much_may_stand_in_a_mail_is_a_column_that_older_files_do_not_have()
    {
        const string Detailed = $"{ContactHeading},detail";

        var without = await ImportAsync("contacts", ContactHeading, "990000001,rssi@ch-a.example,Security office,rssi,fr");
        var summary = await ImportAsync("contacts", Detailed, "990000001,rssi@ch-a.example,Security office,rssi,fr,Summary");
        var again = await ImportAsync("contacts", ContactHeading, "990000001,rssi@ch-a.example,Security office,rssi,fr");
        var empty = await ImportAsync("contacts", Detailed, "990000001,rssi@ch-a.example,Security office,rssi,fr,");

        Assert.Contains("Security office, rssi, fr, full", without.Output, StringComparison.Ordinal);
        Assert.Contains(
            "+ 990000001 rssi@ch-a.example Security office, rssi, fr, summary",
            summary.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("0 added, 0 removed", again.Output, StringComparison.Ordinal);
        Assert.Contains("Security office, rssi, fr, full", empty.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_of_detail_that_does_not_exist_is_refused()
    {
        var result = await ImportAsync(
            "contacts",
            $"{ContactHeading},detail",
            "990000001,rssi@ch-a.example,Security office,rssi,fr,all"
        );

        Assert.Equal(2, result.Status);
        Assert.Contains("contacts.csv line 2, detail 'all': The detail must be", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private async Task<CliResult> ImportAsync(string what, string heading, string line)
    {
        var register = RegisterFile.Csv("2026-05-12", RegisterFile.Site("990000001"));
        await _cli.RunAsync("import", "establishments", _cli.FileOf("register.csv", register));
        return await _cli.RunAsync("import", what, _cli.FileOf($"{what}.csv", $"{heading}\n{line}\n"));
    }
}
