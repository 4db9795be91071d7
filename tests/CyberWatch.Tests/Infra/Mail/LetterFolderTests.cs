using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class LetterFolderTests
{
    [Fact]
    public async Task A_letter_that_cannot_be_written_leaves_no_half_of_it_behind_and_waits()
    {
        using var data = await TemporaryData.WithRegistryAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 6, 30, 0, TimeSpan.Zero));
        await using var post = new Posting(data, clock);
        var letter = (await post.PlanAsync(1))[0];
        var folder = Path.Combine(data.Path, "letters");
        Directory.CreateDirectory(Path.Combine(folder, $"{letter.MessageId.Split('@')[0]}.eml"));

        for (var i = 0; i < 3; i++)
        {
            await post.DrainAsync();
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Empty(Directory.GetFiles(folder));
        Assert.Equal(LetterState.Planned, await post.StateAsync(letter));
        Assert.NotNull(post.Get<CarrierRest>().Fault);
    }
}
