using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Infra.Registry.Import;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class ContactsCommandTests : IAsyncLifetime
{
    private const string Reader = "rssi@ch-a.example";
    private readonly Cli _cli = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _cli.RegisterAsync(RegisterFile.Site("990000001"), RegisterFile.Site("990000002"));
        var file = _cli.FileOf(
            "contacts.csv",
            $"""
            finess,email,name,role,language,detail
            990000001,{Reader},Security office,rssi,fr,summary
            990000002,{Reader},Security office,rssi,fr,summary
            990000001,dir@ch-a.example,Management,direction,en,full
            """
        );
        Assert.Equal(0, (await _cli.RunAsync("import", "contacts", file)).Status);
    }

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Contacts_are_listed_and_by_establishment()
    {
        var all = await _cli.RunAsync("contacts", "list", "--json");
        var one = await _cli.RunAsync("contacts", "list", "--finess", "990000002");
        var unknown = await _cli.RunAsync("contacts", "list", "--finess", "990000009");

        Assert.Equal((0, 3), (all.Status, all.Lines.Length));
        Assert.Contains("\"detail\":\"summary\"", all.Output, StringComparison.Ordinal);
        Assert.Contains(Reader, one.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dir@ch-a.example", one.Output, StringComparison.Ordinal);
        Assert.Equal(2, unknown.Status);
    }

    [Fact]
    public async Task Who_is_removed_at_one_place_keeps_the_letters_of_the_other()
    {
        await FillAsync();

        var result = await _cli.RunAsync("contacts", "remove", "RSSI@ch-a.example", "--finess", "990000001");

        Assert.Equal(0, result.Status);
        Assert.Contains($"- 990000001 {Reader} Security office, rssi", result.Output, StringComparison.Ordinal);
        Assert.Contains("2 letters that waited were dropped", result.Output, StringComparison.Ordinal);
        await using var registry = _cli.OpenRegistry();
        Assert.Equal(
            [("990000001", "dir@ch-a.example"), ("990000002", Reader)],
            (await registry.Contacts.OrderBy(row => row.Finess).ToListAsync(Token)).Select(row => (row.Finess, row.Email))
        );
        Assert.Equal(
            [
                "finess:990000001 dir@ch-a.example Planned ",
                $"finess:990000001 {Reader} Dropped removed",
                $"finess:990000001 {Reader} Dropped removed",
                $"finess:990000001 {Reader} Sending ",
                $"finess:990000001 {Reader} Sent ",
                $"finess:990000002 {Reader} Planned ",
                $"sector {Reader} Planned ",
            ],
            await LettersAsync()
        );
        var entry = await registry.Audit.SingleAsync(row => row.Action == "contact-removed", Token);
        Assert.Equal("990000001", entry.Subject);
        Assert.StartsWith("command line", entry.Actor, StringComparison.Ordinal);
        Assert.Equal($"email={Reader} role=rssi name=Security office", entry.Detail);
    }

    [Fact]
    public async Task Who_is_removed_everywhere_gets_nothing_about_establishments_any_more()
    {
        await FillAsync();

        var result = await _cli.RunAsync("contacts", "remove", Reader);
        var again = await _cli.RunAsync("contacts", "remove", Reader);

        Assert.Equal((0, 2), (result.Status, again.Status));
        Assert.Contains("3 letters that waited were dropped", result.Output, StringComparison.Ordinal);
        Assert.Contains("There is no contact", again.Error, StringComparison.Ordinal);
        Assert.Contains($"sector {Reader} Planned ", await LettersAsync());
    }

    [Fact]
    public async Task The_letter_of_a_group_goes_with_the_contact_that_served_it()
    {
        await using (var registry = _cli.OpenRegistry())
        {
            var entity = (await registry.Establishments.FirstAsync(row => row.Finess == "990000001", Token)).LegalEntity!;
            var edition = MailParts.Edition(scope: $"group:{GroupSeed.Id}");
            registry.AddRange([.. GroupSeed.Of(entity), edition, MailParts.Letter(edition, Reader)]);
            await registry.SaveChangesAsync(Token);
        }

        await _cli.RunAsync("contacts", "remove", Reader);

        Assert.Equal([$"group:{GroupSeed.Id} {Reader} Dropped removed"], await LettersAsync());
    }

    private async Task FillAsync()
    {
        var (first, second) = (MailParts.Edition(), MailParts.Edition(scope: "finess:990000002"));
        var (urgent, sector) = (
            MailParts.Edition(EditionKind.Urgent, period: "2026-11-20T13:06Z"),
            MailParts.Edition(EditionKind.Sector, "sector")
        );
        var older = MailParts.Edition(period: "2026-W45");
        var old = MailParts.Letter(older, Reader, "1@x.example");
        old.State = LetterState.Sent;
        var under = MailParts.Edition(period: "2026-W46");
        var sending = MailParts.Letter(under, Reader, "2@x.example");
        sending.State = LetterState.Sending;
        await using var registry = _cli.OpenRegistry();
        registry.AddRange(first, second, urgent, sector, older, under, old, sending);
        registry.AddRange(
            MailParts.Letter(first, Reader, "3@x.example"),
            MailParts.Letter(first, "dir@ch-a.example", "4@x.example"),
            MailParts.Letter(second, Reader, "5@x.example"),
            MailParts.Letter(urgent, Reader, "6@x.example"),
            MailParts.Letter(sector, Reader, "7@x.example")
        );
        await registry.SaveChangesAsync(Token);
    }

    private async Task<List<string>> LettersAsync()
    {
        await using var registry = _cli.OpenRegistry();
        var rows = await registry.Letters.Include(row => row.Edition).ToListAsync(Token);
        return
        [
            .. rows.Select(row => $"{row.Edition!.Scope} {row.Recipient} {row.State} {row.Error}").Order(StringComparer.Ordinal),
        ];
    }
}
