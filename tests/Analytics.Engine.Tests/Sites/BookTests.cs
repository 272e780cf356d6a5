using Analytics.Engine.Sites;
using Analytics.Store.Annotations;
using Analytics.Store.Calendars;
using Analytics.Store.Funnels;
using Analytics.Store.Goals;
using Analytics.Store.Inputs;
using Analytics.Store.Segments;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests.Sites;

public class BookTests(LocalDynamo dynamo)
{
    private static readonly Site Site = Some.Site();
    private static readonly CancellationToken None = CancellationToken.None;

    private static (SiteBook Sites, GoalBook Goals, SegmentBook Segments, FunnelBook Funnels) Open(EngineTables tables)
    {
        AnalyticsEngine engine = tables.NewInstance();
        return (engine.SiteBook, engine.GoalBook, engine.SegmentBook, engine.FunnelBook);
    }

    private static T Saved<T>(SaveOutcome<T> outcome) => Assert.IsType<SaveOutcome<T>.Saved>(outcome).Value;

    [Fact]
    public async Task An_edit_of_what_was_changed_since_it_was_read_changes_nothing()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        (SiteBook sites, GoalBook goals, SegmentBook segments, FunnelBook funnels) = Open(tables);
        Draft<Site> newSite = sites.Draft("user-1");
        Site site = Saved(await sites.SaveAsync(newSite, newSite.Start with { Name = "first", Domains = ["example.com"] }, [], None));
        Draft<Goal> newGoal = (await goals.DraftAsync(Site, None))!;
        Goal goal = Saved(await goals.SaveAsync(newGoal, newGoal.Start with { Name = "first", Pattern = "signup" }, [], None));
        Draft<Segment> newSegment = (await segments.DraftAsync(Site, None))!;
        Segment segment = Saved(await segments.SaveAsync(newSegment, newSegment.Start with { Name = "first", Filters = "[]" }, None));
        Draft<Funnel> newFunnel = (await funnels.DraftAsync(Site, None))!;
        Funnel funnel = Saved(await funnels.SaveAsync(newFunnel, newFunnel.Start with { Name = "first" }, None));

        // Two people read each of them and save, one after the other, within one millisecond.
        Draft<Site>[] siteDrafts = [(await sites.DraftAsync(site.Id, None))!, (await sites.DraftAsync(site.Id, None))!];
        Draft<Goal>[] goalDrafts = [(await goals.DraftAsync(Site, goal.Id, None))!, (await goals.DraftAsync(Site, goal.Id, None))!];
        Draft<Segment>[] segmentDrafts = [(await segments.DraftAsync(Site, $"{segment.Id}", None))!, (await segments.DraftAsync(Site, $"{segment.Id}", None))!];
        Draft<Funnel>[] funnelDrafts = [(await funnels.DraftAsync(Site, funnel.Id.Value, None))!, (await funnels.DraftAsync(Site, funnel.Id.Value, None))!];
        for (int i = 0; i < 2; i++)
        {
            string name = i == 0 ? "second" : "third";
            object[] outcomes =
            [
                await sites.SaveAsync(siteDrafts[i], siteDrafts[i].Start with { Name = name }, [], None),
                await goals.SaveAsync(goalDrafts[i], goalDrafts[i].Start with { Name = name }, [], None),
                await segments.SaveAsync(segmentDrafts[i], segmentDrafts[i].Start with { Name = name }, None),
                await funnels.SaveAsync(funnelDrafts[i], funnelDrafts[i].Start with { Name = name }, None),
            ];

            Assert.All(outcomes, outcome => Assert.Equal(i == 0 ? "Saved" : "Changed", outcome.GetType().Name));
        }

        string[] names =
        [
            (await sites.ReadAllAsync("user-1", None)).Single().Name,
            (await goals.ReadAllAsync(Site, None)).Single().Name,
            (await segments.ReadAllAsync(Site, None)).Single().Name,
            (await funnels.ReadAllAsync(Site, None)).Single().Name,
        ];
        Assert.Equal(["second", "second", "second", "second"], names);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_goal_is_reported_at_once_and_nothing_is_stored()
    {
        (_, GoalBook goals, _, _) = Open(await EngineTables.CreateAsync(dynamo));
        Draft<Goal> first = (await goals.DraftAsync(Site, None))!;
        _ = Saved(await goals.SaveAsync(first, first.Start with { Name = "Signup", Pattern = "signup" }, [], None));
        Draft<Goal> second = (await goals.DraftAsync(Site, None))!;

        SaveOutcome<Goal> outcome = await goals.SaveAsync(second, second.Start with { Name = "Signup" }, [new InputFault("type", "must be one of: event, page")], None);

        Assert.Equal(["type", "name", "pattern"], Assert.IsType<SaveOutcome<Goal>.Invalid>(outcome).Faults.Select(f => f.Field));
        Assert.Single(await goals.ReadAllAsync(Site, None));
    }

    [Fact]
    public async Task Every_name_that_belongs_to_another_site_is_reported_with_its_field()
    {
        (SiteBook sites, _, _, _) = Open(await EngineTables.CreateAsync(dynamo));
        Draft<Site> first = sites.Draft("user-1"), second = sites.Draft("user-2");
        _ = Saved(await sites.SaveAsync(first, first.Start with { Name = "first", Domains = ["a.example", "b.example"], Aliases = ["shop"] }, [], None));

        SaveOutcome<Site> outcome = await sites.SaveAsync(
            second, second.Start with { Name = "second", Domains = ["c.example", "b.example"], Aliases = ["blog", "shop"] }, [], None);

        Assert.Equal(
            [new InputFault("domains", "'b.example' belongs to another site"), new InputFault("aliases", "'shop' belongs to another site")],
            Assert.IsType<SaveOutcome<Site>.Taken>(outcome).Faults);
        Assert.Empty(await sites.ReadAllAsync("user-2", None));
    }

    [Fact]
    public async Task What_was_changed_since_it_was_read_is_not_deleted_as_it_was_read()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        (_, GoalBook goals, SegmentBook segments, FunnelBook funnels) = Open(tables);
        AnnotationBook annotations = engine.AnnotationBook;
        Draft<Goal> newGoal = (await goals.DraftAsync(Site, None))!;
        Goal goal = Saved(await goals.SaveAsync(newGoal, newGoal.Start with { Name = "first", Pattern = "signup" }, [], None));
        Draft<Segment> newSegment = (await segments.DraftAsync(Site, None))!;
        Segment segment = Saved(await segments.SaveAsync(newSegment, newSegment.Start with { Name = "first", Filters = "[]" }, None));
        Draft<Funnel> newFunnel = (await funnels.DraftAsync(Site, None))!;
        Funnel funnel = Saved(await funnels.SaveAsync(newFunnel, newFunnel.Start with { Name = "first" }, None));
        Draft<Annotation> newNote = (await annotations.NewDraftAsync(Site, "owner@example.com", None))!;
        Annotation note = Saved(await annotations.SaveAsync(newNote, newNote.Start with { Day = LocalDay.Parse("2026-03-09"), Text = "first" }, [], None));
        Draft<Goal> goalDraft = (await goals.DraftAsync(Site, goal.Id, None))!;
        Draft<Segment> segmentDraft = (await segments.DraftAsync(Site, $"{segment.Id}", None))!;
        Draft<Funnel> funnelDraft = (await funnels.DraftAsync(Site, funnel.Id.Value, None))!;
        Draft<Annotation> noteDraft = (await annotations.DraftAsync(Site, note.Id.Value, None))!;
        Goal changedGoal = Saved(await goals.SaveAsync(goalDraft, goalDraft.Start with { Name = "second" }, [], None));
        Segment changedSegment = Saved(await segments.SaveAsync(segmentDraft, segmentDraft.Start with { Name = "second" }, None));
        Funnel changedFunnel = Saved(await funnels.SaveAsync(funnelDraft, funnelDraft.Start with { Name = "second" }, None));
        Annotation changedNote = Saved(await annotations.SaveAsync(noteDraft, noteDraft.Start with { Text = "second" }, [], None));

        bool[] stale = [await goals.DeleteAsync(goal, None), await segments.DeleteAsync(segment, None), await funnels.DeleteAsync(funnel, None), await annotations.DeleteAsync(note, None)];
        string[] kept =
        [
            (await goals.ReadAllAsync(Site, None)).Single().Name, (await segments.ReadAllAsync(Site, None)).Single().Name,
            (await funnels.ReadAllAsync(Site, None)).Single().Name, (await annotations.ReadAllAsync(Site, None)).Single().Text,
        ];
        bool[] fresh =
        [
            await goals.DeleteAsync(changedGoal, None), await segments.DeleteAsync(changedSegment, None),
            await funnels.DeleteAsync(changedFunnel, None), await annotations.DeleteAsync(changedNote, None),
        ];

        Assert.All(stale, Assert.False);
        Assert.All(kept, text => Assert.Equal("second", text));
        Assert.All(fresh, Assert.True);
        Assert.False(await annotations.DeleteAsync(changedNote, None)); // gone is not as it was read either
    }
}
