using CyberWatch.EndToEnd.Mail;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>What is not moved: over something that is there, or while somebody works.</summary>
public sealed class MoveRefusalTests : IAsyncLifetime
{
    private readonly MovedInstallation _here = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _here.FillAsync(Token);

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Fact]
    public async Task A_database_that_is_not_empty_is_left_alone_and_the_move_can_be_given_up()
    {
        await _here.Server.RunAsync("registry", "migrate");
        await using (var context = _here.Server.CreateDbContext())
        {
            context.Establishments.Add(TemporaryData.Hospital("990000099"));
            await context.SaveChangesAsync(Token);
        }

        var (status, output) = await _here.MoveAsync();

        Assert.True(status == 1, output);
        Assert.Contains("is not empty: Establishments has rows", output, StringComparison.Ordinal);
        await using (var there = _here.Server.CreateDbContext())
            Assert.Equal((1, 0), (await there.Establishments.CountAsync(Token), await there.Users.CountAsync(Token)));
        var (given, words) = await ScannerCommand.RunAsync("move", "--give-up", "--data", _here.Data.Path);
        Assert.True(given == 0, words);
        await _here.Data.AddAsync(MovedInstallation.Waiting("written again"));
        Assert.Equal(0, (await ScannerCommand.RunAsync("establishments", "list", "--data", _here.Data.Path)).Status);
    }

    [Fact]
    public async Task While_a_worker_works_nothing_moves()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _here.Data.AddAsync(
            new Worker
            {
                Name = "ouvrier-7",
                StartedAt = now,
                LastSeen = now,
            }
        );

        var (status, output) = await _here.MoveAsync();

        Assert.True(status == 1, output);
        Assert.Contains("ouvrier-7", output, StringComparison.Ordinal);
        await _here.Data.AddAsync(MovedInstallation.Waiting("written"));
    }
}
