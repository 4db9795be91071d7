using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Mail;

[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class RestoredBackupTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Born = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _backup = Directory.CreateTempSubdirectory("cyberwatch-backup-");
    private TemporaryData _data = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _data = await TemporaryData.WithRegistryAsync();

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        _backup.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("registry.db")]
    [InlineData("registry.db", "letters.mark")]
    [InlineData("registry.db", "letters.mark", "letters.count")]
    public async Task What_is_unsent_in_a_registry_that_was_put_back_waits_for_the_operator(params string[] restored)
    {
        await using (var before = new Posting(_data, TimeProvider.System))
        {
            await before.PlanAsync(1, "2026-W46");
            await before.DrainAsync();
            await before.PlanAsync(3);
            BackUp();
            await before.DrainAsync();
        }

        PutBack(restored);
        await using var after = new Posting(_data, TimeProvider.System);
        await after.DrainAsync();

        var rows = (await after.LettersAsync()).OrderBy(row => row.State).ToList();
        Assert.Equal(
            [LetterState.Held, LetterState.Held, LetterState.Held, LetterState.Written],
            rows.Select(row => row.State).Order()
        );
        Assert.Equal("registry-restored", await AuditAsync());

        await after.Get<LetterDesk>().ReleaseAsync(null, "operator@cyberwatch.example", Token);
        await after.DrainAsync();
        Assert.All(await after.LettersAsync(), row => Assert.Equal(LetterState.Written, row.State));
    }

    [Fact]
    public async Task A_week_that_was_due_before_the_backup_was_put_back_is_planned_but_held()
    {
        await using (var before = new Posting(_data, TimeProvider.System))
        {
            await before.PlanAsync(1, "2026-W46");
            await before.DrainAsync();
            BackUp();
            await before.PlanAsync(1);
            await before.DrainAsync();
        }

        PutBack("registry.db");
        await _data.AddAsync(TemporaryData.Hospital(), MandateSeed.Of(), LetterPlannerTests.Contact());
        await using var after = new Posting(_data, TimeProvider.System);
        await after.DrainAsync();
        await after.Get<LetterPlanner>().PlanAsync(new(2026, 40), _ => true, Token);
        await after.DrainAsync();

        Assert.Equal(
            LetterState.Held,
            (await after.LettersAsync()).Single(row => row.Recipient == "rssi@ch-bezac.example").State
        );
    }

    [Fact]
    public async Task A_worker_that_was_killed_or_is_one_of_two_restores_nothing()
    {
        await using var one = new Posting(_data, TimeProvider.System);
        await using var other = new Posting(_data, TimeProvider.System);
        await one.DrainAsync();
        await other.DrainAsync();
        await one.PlanAsync(4);
        await Task.WhenAll(one.DrainAsync("w1"), other.DrainAsync("w2"));
        await one.PlanAsync(2, "2026-W48");

        // one counted and was killed before it made its marker anew; a third one starts
        one.Get<RestoredBackup>().Count(await one.StateAsync());
        await using var third = new Posting(_data, TimeProvider.System);
        await third.DrainAsync("w3");

        Assert.All(await third.LettersAsync(), row => Assert.Equal(LetterState.Written, row.State));
    }

    [Theory]
    // never had a marker; the worker died while it made one, before or after the file
    [InlineData(null, false, 0, null, 0, false, false)]
    [InlineData("new", false, 5, "old", 5, false, false)]
    [InlineData("new", false, 5, "new", 5, false, false)]
    [InlineData("new", false, 5, null, 0, false, false)]
    // counted in the registry, killed before the marker
    [InlineData("a", true, 6, "a", 5, true, false)]
    [InlineData("a", true, 5, "a", 5, true, false)]
    // the registry is older, the marker is another's, a copy, or gone
    [InlineData("a", true, 5, "a", 6, true, true)]
    [InlineData("a", true, 5, "b", 5, true, true)]
    [InlineData("a", true, 5, "a", 5, false, true)]
    [InlineData("a", true, 5, null, 0, false, true)]
    [InlineData("new", false, 5, "old", 6, false, true)]
    public void A_restored_registry_is_behind_its_marker_or_has_another_one(
        string? kept,
        bool hasBirth,
        long counted,
        string? found,
        long handed,
        bool isSame,
        bool expected
    )
    {
        var state = new MailState
        {
            Secret = [],
            Mark = kept,
            MarkBorn = hasBirth ? Born : null,
            Handed = counted,
        };

        Assert.Equal(
            expected,
            RestoredBackup.IsRestored(state, found is null ? null : new Mark(found, handed, isSame ? Born : Born.AddDays(1)))
        );
    }

    private void BackUp()
    {
        using (var connection = new SqliteConnection($"Data Source={_data.Folder.Registry}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"vacuum into '{Path.Combine(_backup.FullName, "registry.db")}'";
            command.ExecuteNonQuery();
        }

        foreach (var name in (string[])["letters.mark", "letters.count"])
            File.Copy(Path.Combine(_data.Path, name), Path.Combine(_backup.FullName, name));
    }

    /// <summary>Into the very files that are there, which is the hardest to notice.</summary>
    private void PutBack(params string[] names)
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_data.Folder.Registry + "-wal");
        File.Delete(_data.Folder.Registry + "-shm");
        foreach (var name in names)
        {
            using var from = File.OpenRead(Path.Combine(_backup.FullName, name));
            using (var into = new FileStream(Path.Combine(_data.Path, name), FileMode.Truncate))
                from.CopyTo(into);
            // as cp -p and rsync do
            File.SetLastWriteTimeUtc(Path.Combine(_data.Path, name), File.GetLastWriteTimeUtc(from.Name));
        }
    }

    private async Task<string> AuditAsync()
    {
        await using var context = _data.CreateDbContext();
        return (await context.Audit.SingleAsync(Token)).Action;
    }
}
