using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class ResendTests : IAsyncLifetime
{
    private TemporaryData _data = null!;
    private Posting _post = null!;

    public async ValueTask InitializeAsync()
    {
        _data = await TemporaryData.WithRegistryAsync();
        _post = new Posting(_data, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _post.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Pressed_twice_it_is_sent_once()
    {
        var letter = await SentAsync();

        var copies = await Task.WhenAll(ResendAsync(letter), ResendAsync(letter));
        await _post.DrainAsync();
        var later = await ResendAsync(letter);

        Assert.Single(copies.OfType<Letter>());
        Assert.Equal(2, later!.Copy);
    }

    [Fact]
    public async Task Who_wants_less_by_now_gets_no_more_by_an_old_letter()
    {
        var letter = await SentAsync();
        await WishAsync(letter, DetailLevel.Link);

        Assert.Equal(DetailLevel.Link, (await ResendAsync(letter))!.Detail);
    }

    private async Task WishAsync(Letter letter, DetailLevel detail)
    {
        await using var context = _data.CreateDbContext();
        var reader = await context.Contacts.SingleAsync(
            row => row.Email == letter.Recipient,
            TestContext.Current.CancellationToken
        );
        reader.Detail = detail;
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private Task<Letter?> ResendAsync(Letter letter) =>
        _post.Get<LetterDesk>().ResendAsync(letter.Id, "operator@cyberwatch.example", TestContext.Current.CancellationToken);

    private async Task<Letter> SentAsync()
    {
        var letter = (await _post.PlanAsync(1))[0];
        await _post.DrainAsync();
        return letter;
    }
}
