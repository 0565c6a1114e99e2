/** What the page asks the backend: the generated client, with the tags that keep it fresh. */
import { generatedApi } from './generated';
import type * as Generated from './generated';

export const api = generatedApi.enhanceEndpoints({
  addTagTypes: ['History'],
  endpoints: {
    classificationsAnalysis: { keepUnusedDataFor: 300 },
    classificationsCourse: { keepUnusedDataFor: 300 },
    classificationsList: { providesTags: ['History'] },
    tracksSearch: { keepUnusedDataFor: 300 },
    modelsList: { keepUnusedDataFor: 3600 },
    modelsEvidence: { keepUnusedDataFor: 3600 },
    sourcesList: { keepUnusedDataFor: 3600 },
    classificationsFeedbackSet: {
      invalidatesTags: ['History'],
      onQueryStarted: ({ classificationId }, { dispatch, queryFulfilled }) => {
        const keep = ({ data }: { data: Generated.GivenFeedback }) => void dispatch(said(classificationId, data));
        queryFulfilled.then(keep, () => undefined);
      },
    },
    classificationsFeedbackDelete: {
      invalidatesTags: ['History'],
      onQueryStarted: ({ classificationId }, { dispatch, queryFulfilled }) => {
        queryFulfilled.then(() => void dispatch(said(classificationId, null)), () => undefined);
      },
    },
  },
});

/** What was said of a classification stands in it at once. */
const said = (classificationId: string, feedback: Generated.GivenFeedback | null) =>
  generatedApi.util.updateQueryData('classificationsRetrieve', { classificationId }, (classification) => {
    classification.feedback = feedback;
  });

/** How many of the person's latest results the first page asks for; one answer serves all of it. */
export const RECENT = { limit: 6 };

export type Track = Generated.Track;
export type TrackDetail = Generated.TrackDetail;
export type Suggestion = Generated.Suggestion;
export type Alternative = Generated.Alternative;
export type Source = Generated.Source;
export type SourceOutcome = Generated.SourceOutcome;
export type Classification = Generated.Classification;
export type Ballot = Generated.Ballot;
export type Feedback = Generated.GivenFeedback;
export type Family = Generated.Family;
export type UsedModel = Generated.UsedModel;
export type Agreement = Generated.Agreement;
export type Model = Generated.Model;
export type Analysis = Generated.ClassificationAnalysis;
/** What is drawn first: the outline and the votes over time. */
export type Outlined = Generated.ClassificationCourse;
export type Score = Generated.Score;
/** A classification that has its verdict. */
export type Judged = Omit<Classification, 'verdict'> & { verdict: Generated.Verdict };

export const isJudged = (classification: Classification): classification is Judged =>
  classification.status === 'done' && classification.verdict !== null;

/** Whether it sounds like no music the model learnt from; a bundle that cannot tell says nothing of it. */
export const isStrange = (verdict: Generated.Verdict & { familiar?: boolean | null }): boolean => verdict.familiar === false;

export const isUnderWay = ({ status }: Classification): boolean => status !== 'done' && status !== 'failed';
