using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CyberWatch.Tests.Scanner.Commands;

/// <summary><c>digest</c> with weeks that are over here and not there, or of which there is nothing to tell.</summary>
public sealed class DigestWeekTests : IDisposable
{
    private const string Home = "990000001";
    private const string Overseas = "990000002";

    // Monday 00:30 in Paris is Sunday 19:30 in Martinique
    private readonly ShiftedClock _clock = new(new DateTimeOffset(2026, 11, 22, 23, 30, 0, TimeSpan.Zero));
    private readonly Cli _cli;

    public DigestWeekTests() =>
        _cli = new Cli { Substitutes = services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(_clock) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_week_that_still_runs_overseas_is_not_sent_there_and_goes_when_it_is_over()
    {
        await SeedAsync();

        var early = await _cli.RunAsync("digest", "send");
        var first = await ScopesAsync();
        _clock.Shift(TimeSpan.FromHours(8));
        await _cli.RunAsync("digest", "send");

        Assert.Equal([$"finess:{Home}"], first);
        Assert.Contains("1 edition waits", early.Error, StringComparison.Ordinal);
        Assert.Equal([$"finess:{Home}", $"finess:{Overseas}"], await ScopesAsync());
    }

    [Fact]
    public async Task Who_became_a_contact_after_the_letters_were_planned_gets_the_same_edition()
    {
        await SeedAsync();
        await _cli.RunAsync("digest", "send");
        await AddAsync(Contact(Home, "nouveau@ch-a.example"));

        var again = await _cli.RunAsync("digest", "send");
        var third = await _cli.RunAsync("digest", "send");

        Assert.Contains("1 letter of 1 edition planned", again.Output, StringComparison.Ordinal);
        Assert.Contains("nothing to plan", third.Output, StringComparison.Ordinal);
        await using var registry = _cli.OpenRegistry();
        var edition = await registry.Editions.Include(row => row.Letters).SingleAsync(Token);
        Assert.Equal(
            ["nouveau@ch-a.example", "rssi@ch-a.example"],
            edition.Letters.Select(row => row.Recipient).Order(StringComparer.Ordinal)
        );
        Assert.All(edition.Letters, row => Assert.Equal(0, row.Copy));
    }

    [Fact]
    public async Task Of_a_week_before_the_first_mandate_nobody_is_told_anything()
    {
        await SeedAsync();
        await AddAsync(
            new User
            {
                Id = Guid.NewGuid(),
                Email = "ministere@sante.example",
                UserName = "ministere@sante.example",
                Role = UserRole.Official,
            }
        );

        var result = await _cli.RunAsync("digest", "send", "--week", "2019-W10");

        Assert.Contains("nobody to write to", result.Output, StringComparison.Ordinal);
        Assert.Empty(await ScopesAsync());
    }

    [Theory]
    [InlineData("0001-W01")]
    [InlineData("9999-W52")]
    [InlineData("2027-W01")]
    public async Task A_week_at_the_end_of_time_is_refused_with_a_sentence(string week)
    {
        await SeedAsync();
        var file = Path.Combine(_cli.DataFolder, "x.eml");

        var preview = await _cli.RunAsync("digest", "preview", Home, "--week", week, "--out", file);
        var send = await _cli.RunAsync("digest", "send", "--week", week);
        var list = await _cli.RunAsync("letters", "list", "--week", week);

        Assert.Equal((2, 2), (preview.Status, send.Status));
        Assert.DoesNotContain("Exception", preview.Error + send.Error + list.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_as_people_write_it_is_understood_and_a_folder_that_is_not_there_is_said()
    {
        await SeedAsync();
        // the data folder is made when something is put there
        var folder = Path.GetDirectoryName(_cli.DataFolder)!;

        var spaced = await _cli.RunAsync("digest", "preview", " 990000001 ", "--out", Path.Combine(folder, "x.eml"));
        var nowhere = await _cli.RunAsync("digest", "preview", Home, "--out", Path.Combine(folder, "no", "x.eml"));

        Assert.Equal((0, 2), (spaced.Status, nowhere.Status));
        Assert.Contains("there is no folder", nowhere.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private static Contact Contact(string finess, string email) =>
        new()
        {
            Finess = finess,
            Email = email,
            Name = "RSSI",
            Role = ContactRole.Rssi,
            Language = "fr",
        };

    private async Task SeedAsync()
    {
        await _cli.BeginAsync();
        var overseas = TemporaryData.Site(Overseas);
        overseas.TimeZone = "America/Martinique";
        await AddAsync(
            TemporaryData.Site(Home),
            overseas,
            MandateSeed.Of(Home),
            MandateSeed.Of(Overseas),
            Contact(Home, "rssi@ch-a.example"),
            Contact(Overseas, "rssi@ch-b.example")
        );
    }

    private async Task AddAsync(params object[] rows)
    {
        await using var registry = _cli.OpenRegistry();
        registry.AddRange(rows);
        await registry.SaveChangesAsync(Token);
    }

    private async Task<List<string>> ScopesAsync()
    {
        await using var registry = _cli.OpenRegistry();
        return await registry.Editions.Select(row => row.Scope).Order().ToListAsync(Token);
    }
}
