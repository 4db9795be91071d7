using CyberWatch.Scanner.Net.Nmap;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Scanner.Net.Nmap;

public sealed class NmapRoomTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void There_is_one_place_more_than_processors_unless_an_option_says_how_many()
    {
        using var usual = new NmapRoom(Options.Create(new NmapOptions()));
        using var told = new NmapRoom(Options.Create(new NmapOptions { AtOnce = 7 }));

        Assert.Equal((Environment.ProcessorCount + 1, 7), (usual.Places, told.Places));
    }

    [Fact]
    public async Task Who_finds_no_place_waits_until_one_is_left_and_only_once()
    {
        using var room = new NmapRoom(Options.Create(new NmapOptions { AtOnce = 2 }));
        var first = await room.EnterAsync(Token);
        using var second = await room.EnterAsync(Token);
        var third = room.EnterAsync(Token);

        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();
        using var entered = await third;
        var fourth = room.EnterAsync(Token);
        Assert.False(fourth.IsCompleted);

        entered.Dispose();
        (await fourth).Dispose();
    }
}
